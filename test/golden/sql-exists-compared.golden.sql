WITH "s met 1" AS (
  SELECT "t"."no"
  FROM "fine" AS "t"
  ANTI JOIN "paid" AS "r" ON "r"."party" = "t"."party" AND (("r"."sum" + 1) > ("t"."amount" - 5))
),
"s" AS (
  SELECT "t"."no"
  FROM "s met 1" AS "t"
)
SELECT "no"
FROM "s"
