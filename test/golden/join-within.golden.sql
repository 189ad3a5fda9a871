WITH "s" AS (
  SELECT "t"."doc", "r"."number"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."day" BETWEEN ("t"."on_day" + CAST((- 1) AS INTEGER)) AND ("t"."on_day" + CAST(1 AS INTEGER)))
)
SELECT "doc", "number"
FROM "s"
