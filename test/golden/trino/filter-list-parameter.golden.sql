WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  WHERE (CASE WHEN "t"."agency" IS NOT NULL THEN contains(CAST(json_parse(? /* p_kinds */) AS ARRAY(VARCHAR)), "t"."agency") END OR ("t"."fine" >= CAST(? /* p_least */ AS DECIMAL(18, 4))))
)
SELECT "doc"
FROM "s"
