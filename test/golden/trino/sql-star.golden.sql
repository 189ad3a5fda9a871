WITH "s where 1" AS (
  SELECT "t"."doc", "t"."party", "t"."filed"
  FROM "court" AS "t"
  WHERE ("t"."filed" IS NOT NULL)
),
"s" AS (
  SELECT "t"."doc", "t"."party", "t"."filed"
  FROM "s where 1" AS "t"
)
SELECT "doc", "party", "filed"
FROM "s"
