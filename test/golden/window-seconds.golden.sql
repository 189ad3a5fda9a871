WITH "s" AS (
  SELECT "t"."person", "t"."kind", CASE WHEN ("t"."at" IS NOT NULL) THEN count(DISTINCT "t"."person") OVER (ORDER BY CAST(epoch("t"."at") AS BIGINT) ASC NULLS LAST RANGE BETWEEN CAST($p_span AS BIGINT) PRECEDING AND CURRENT ROW) END AS "people"
  FROM "measure" AS "t"
)
SELECT "person", "kind", "people"
FROM "s"
