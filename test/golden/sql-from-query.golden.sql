WITH "s grouped 1" AS (
  SELECT "t"."party", count(*) AS "n"
  FROM "fine" AS "t"
  GROUP BY "t"."party"
),
"s selected 2" AS (
  SELECT "t"."party", "t"."n"
  FROM "s grouped 1" AS "t"
),
"s where 3" AS (
  SELECT "t"."party", "t"."n"
  FROM "s selected 2" AS "t"
  WHERE ("t"."n" > 1)
),
"s" AS (
  SELECT "t"."party", "t"."n"
  FROM "s where 3" AS "t"
)
SELECT "party", "n"
FROM "s"
