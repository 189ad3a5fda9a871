WITH "s selected 1" AS (
  SELECT "t"."party", 'a' AS "side"
  FROM "fine" AS "t"
),
"s selected 2" AS (
  SELECT "t"."party", 'a' AS "column_1"
  FROM "paid" AS "t"
),
"s renamed 3" AS (
  SELECT "t"."party", "t"."column_1" AS "side"
  FROM "s selected 2" AS "t"
),
"s union 4" AS (
  SELECT "party", "side" FROM "s selected 1"
  UNION ALL
  SELECT "party", "side" FROM "s renamed 3"
),
"s distinct 5" AS (
  SELECT DISTINCT "t"."party", "t"."side"
  FROM "s union 4" AS "t"
),
"s selected 6" AS (
  SELECT "t"."party", 'b' AS "column_1"
  FROM "court" AS "t"
),
"s renamed 7" AS (
  SELECT "t"."party", "t"."column_1" AS "side"
  FROM "s selected 6" AS "t"
),
"s" AS (
  SELECT "party", "side" FROM "s distinct 5"
  UNION ALL
  SELECT "party", "side" FROM "s renamed 7"
)
SELECT "party", "side"
FROM "s"
