WITH "s grouped 1" AS (
  SELECT "t"."party", CAST(sum("t"."sum") AS DECIMAL(28, 6)) AS "total"
  FROM "paid" AS "t"
  GROUP BY "t"."party"
),
"s selected 2" AS (
  SELECT "t"."party", "t"."total"
  FROM "s grouped 1" AS "t"
),
"s from 3" AS (
  SELECT "t"."party" AS "f__party", "t"."amount" AS "f__amount"
  FROM "fine" AS "t"
),
"s joined 4" AS (
  SELECT "t"."f__party", "t"."f__amount", "r"."total" AS "per__total"
  FROM "s from 3" AS "t"
  JOIN "s selected 2" AS "r" ON "r"."party" = "t"."f__party"
),
"s selected 5" AS (
  SELECT "t"."f__party" AS "party", "t"."f__amount" AS "amount", "t"."per__total" AS "total"
  FROM "s joined 4" AS "t"
),
"s grouped 6" AS (
  SELECT "t"."party", CAST(sum("t"."amount") AS DECIMAL(28, 6)) AS "owes", max("t"."total") AS "total"
  FROM "s selected 5" AS "t"
  GROUP BY "t"."party"
),
"s selected 7" AS (
  SELECT "t"."party", "t"."owes", "t"."total"
  FROM "s grouped 6" AS "t"
),
"s where 8" AS (
  SELECT "t"."party", "t"."total"
  FROM "s selected 2" AS "t"
  WHERE ("t"."party" IS NULL)
),
"s selected 9" AS (
  SELECT "t"."party", 0.0 AS "column_1", "t"."total"
  FROM "s where 8" AS "t"
),
"s renamed 10" AS (
  SELECT "t"."party", "t"."column_1" AS "owes", "t"."total"
  FROM "s selected 9" AS "t"
),
"s" AS (
  SELECT "party", "owes", "total" FROM "s selected 7"
  UNION ALL
  SELECT "party", "owes", "total" FROM "s renamed 10"
)
SELECT "party", "owes", "total"
FROM "s"
