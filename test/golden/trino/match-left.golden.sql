WITH "s way 1" AS (
  SELECT "t"."doc", "r"."target", 'A' AS "how"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."number" = "t"."doc"
),
"s after 1" AS (
  SELECT "t"."party", "t"."doc", "t"."on_day"
  FROM "fine" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "applied" AS "r" WHERE "r"."number" = "t"."doc")
),
"s way 2" AS (
  SELECT "t"."doc", "r"."target", 'B' AS "how"
  FROM "s after 1" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."day" BETWEEN date_add('day', (- 2), "t"."on_day") AND date_add('day', 2, "t"."on_day"))
),
"s after 2" AS (
  SELECT "t"."doc"
  FROM "s after 1" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "applied" AS "r" WHERE "r"."respondent" = "t"."party" AND ("r"."day" BETWEEN date_add('day', (- 2), "t"."on_day") AND date_add('day', 2, "t"."on_day")))
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
