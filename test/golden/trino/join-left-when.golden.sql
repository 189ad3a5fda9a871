WITH "s" AS (
  SELECT "t"."doc", "r"."day"
  FROM "fine" AS "t"
  LEFT JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."day" < "t"."on_day")
)
SELECT "doc", "day"
FROM "s"
