WITH "s met 1" AS (
  SELECT "t"."no"
  FROM "fine" AS "t"
  SEMI JOIN "court" AS "r" ON "r"."party" = "t"."party" AND ("r"."filed" IS NOT NULL)
),
"s" AS (
  SELECT "t"."no"
  FROM "s met 1" AS "t"
)
SELECT "no"
FROM "s"
