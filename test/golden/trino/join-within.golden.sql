WITH "s" AS (
  SELECT "t"."doc", "r"."number"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."day" BETWEEN date_add('day', (- 1), "t"."on_day") AND date_add('day', 1, "t"."on_day"))
)
SELECT "doc", "number"
FROM "s"
