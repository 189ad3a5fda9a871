WITH "s" AS (
  SELECT "t"."doc", "t"."agency"
  FROM "penalty" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "payment" AS "r" WHERE "r"."paid_doc" = "t"."doc")
)
SELECT "doc", "agency"
FROM "s"
