WITH "s" AS (
  SELECT "t"."person", "t"."kind", unnest(list_transform(generate_series(TRY_CAST(strftime((TRY_CAST(strftime((CASE WHEN ("t"."from_day" IS NOT NULL) THEN greatest("t"."from_day", DATE '1970-01-01') END + CAST((-1) AS INTEGER)), '%Y-%m') || '-01' AS DATE) + CAST(32 AS INTEGER)), '%Y-%m') || '-01' AS DATE), CAST(TRY_CAST(strftime((least("t"."to_day", CAST($as_of AS DATE)) + CAST(1 AS INTEGER)), '%Y-%m') || '-01' AS DATE) + to_months(CAST((-1) AS INTEGER)) AS DATE), INTERVAL 1 MONTH), lambda month: strftime(month, '%Y-%m'))) AS "month"
  FROM "measure" AS "t"
)
SELECT "person", "kind", "month"
FROM "s"
