WITH "s met" AS (
  SELECT "t"."_rid"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON ("r"."day" BETWEEN ("t"."on_day" + CAST((- 1) AS INTEGER)) AND ("t"."on_day" + CAST(1 AS INTEGER)))
),
"s" AS (
  SELECT "t"."doc"
  FROM "fine" AS "t"
  SEMI JOIN "s met" AS "r" ON "r"."_rid" = "t"."_rid"
)
SELECT "doc"
FROM "s"
