WITH "s met 1" AS (
  SELECT "t"."no", "t"."agency"
  FROM "fine" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "paid" AS "r" WHERE "r"."doc" = "t"."no" AND ("r"."sum" > 5))
),
"s" AS (
  SELECT "t"."no", "t"."agency"
  FROM "s met 1" AS "t"
)
SELECT "no", "agency"
FROM "s"
