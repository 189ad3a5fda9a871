WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  WHERE (CASE WHEN "t"."agency" IS NOT NULL THEN list_contains(from_json($p_kinds, '["VARCHAR"]'), "t"."agency") END OR ("t"."fine" >= CAST($p_least AS DECIMAL(18, 4))))
)
SELECT "doc"
FROM "s"
