WITH "s from 1" AS (
  SELECT "t"."party" AS "f__party", "t"."amount" AS "f__amount"
  FROM "fine" AS "t"
),
"s joined 2" AS (
  SELECT "t"."f__amount"
  FROM "s from 1" AS "t"
  JOIN "paid" AS "r" ON "r"."party" = "t"."f__party"
),
"s grouped 3" AS (
  SELECT count(*) AS "n", max("t"."f__amount") AS "most"
  FROM "s joined 2" AS "t"
),
"s" AS (
  SELECT "t"."n", "t"."most"
  FROM "s grouped 3" AS "t"
)
SELECT "n", "most"
FROM "s"
