WITH "s way 1" AS (
  SELECT "t"."doc", "r"."target", 'A' AS "how"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."number" = "t"."doc"
),
"s after 1" AS (
  SELECT "t"."party", "t"."doc", "t"."on_day"
  FROM "fine" AS "t"
  ANTI JOIN "applied" AS "r" ON "r"."number" = "t"."doc"
),
"s way 2" AS (
  SELECT "t"."doc", "r"."target", 'B' AS "how"
  FROM "s after 1" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."day" BETWEEN ("t"."on_day" + CAST((- 2) AS INTEGER)) AND ("t"."on_day" + CAST(2 AS INTEGER)))
),
"s after 2" AS (
  SELECT "t"."doc"
  FROM "s after 1" AS "t"
  ANTI JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."day" BETWEEN ("t"."on_day" + CAST((- 2) AS INTEGER)) AND ("t"."on_day" + CAST(2 AS INTEGER)))
),
"s alone" AS (
  SELECT "t"."doc", NULL AS "target", NULL AS "how"
  FROM "s after 2" AS "t"
),
"s" AS (
  SELECT "doc", "target", "how" FROM "s way 1"
  UNION ALL
  SELECT "doc", "target", "how" FROM "s way 2"
  UNION ALL
  SELECT "doc", "target", "how" FROM "s alone"
)
SELECT "doc", "target", "how"
FROM "s"
