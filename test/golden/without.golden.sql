WITH "s" AS (
  SELECT "t"."doc", "t"."agency"
  FROM "penalty" AS "t"
  ANTI JOIN "payment" AS "r" ON "r"."paid_doc" = "t"."doc"
)
SELECT "doc", "agency"
FROM "s"
