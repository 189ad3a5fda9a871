WITH "s selected 1" AS (
  SELECT "t"."no", "t"."party"
  FROM "fine" AS "t"
),
"s selected 2" AS (
  SELECT "t"."doc", "t"."party"
  FROM "paid" AS "t"
),
"s renamed 3" AS (
  SELECT "t"."doc" AS "no", "t"."party"
  FROM "s selected 2" AS "t"
),
"s" AS (
  SELECT "no", "party" FROM "s selected 1"
  UNION ALL
  SELECT "no", "party" FROM "s renamed 3"
)
SELECT "no", "party"
FROM "s"
