WITH "s met 1" AS (
  SELECT "t"."no", "t"."agency"
  FROM "fine" AS "t"
  ANTI JOIN "paid" AS "r" ON "r"."doc" = "t"."no" AND ("r"."sum" > 5)
),
"s" AS (
  SELECT "t"."no", "t"."agency"
  FROM "s met 1" AS "t"
)
SELECT "no", "agency"
FROM "s"
