WITH "s grouped 1" AS (
  SELECT "t"."party", (CAST(sum("t"."sum") AS DECIMAL(28, 6)) > 10) AS "_having"
  FROM "paid" AS "t"
  GROUP BY "t"."party"
),
"s selected 2" AS (
  SELECT "t"."party"
  FROM "s grouped 1" AS "t"
  WHERE ("t"."_having" IS TRUE)
),
"s met 3" AS (
  SELECT "t"."no"
  FROM "fine" AS "t"
  SEMI JOIN "s selected 2" AS "r" ON "r"."party" = "t"."party"
),
"s" AS (
  SELECT "t"."no"
  FROM "s met 3" AS "t"
)
SELECT "no"
FROM "s"
