WITH "s where 1" AS (
  SELECT "t"."no", "t"."amount"
  FROM "fine" AS "t"
  WHERE ("t"."amount" < 100)
),
"s met 2" AS (
  SELECT "t"."no"
  FROM "s where 1" AS "t"
  WHERE EXISTS (SELECT 1 FROM "paid" AS "r" WHERE "r"."doc" = "t"."no" AND ("r"."sum" >= "t"."amount"))
),
"s" AS (
  SELECT "t"."no"
  FROM "s met 2" AS "t"
)
SELECT "no"
FROM "s"
