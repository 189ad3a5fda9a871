WITH "s" AS (
  SELECT "t"."person", "t"."kind", "u"."month"
  FROM "measure" AS "t"
  CROSS JOIN UNNEST(CASE WHEN TRY_CAST(date_format(date_add('day', 32, TRY_CAST(date_format(date_add('day', (-1), CASE WHEN ("t"."from_day" IS NOT NULL) THEN array_max(filter(ARRAY["t"."from_day", DATE '1970-01-01'], one -> one IS NOT NULL)) END), '%Y-%m') || '-01' AS DATE)), '%Y-%m') || '-01' AS DATE) <= date_add('month', (-1), TRY_CAST(date_format(date_add('day', 1, array_min(filter(ARRAY["t"."to_day", CAST(? /* as_of */ AS DATE)], one -> one IS NOT NULL))), '%Y-%m') || '-01' AS DATE)) THEN transform(sequence(TRY_CAST(date_format(date_add('day', 32, TRY_CAST(date_format(date_add('day', (-1), CASE WHEN ("t"."from_day" IS NOT NULL) THEN array_max(filter(ARRAY["t"."from_day", DATE '1970-01-01'], one -> one IS NOT NULL)) END), '%Y-%m') || '-01' AS DATE)), '%Y-%m') || '-01' AS DATE), date_add('month', (-1), TRY_CAST(date_format(date_add('day', 1, array_min(filter(ARRAY["t"."to_day", CAST(? /* as_of */ AS DATE)], one -> one IS NOT NULL))), '%Y-%m') || '-01' AS DATE)), INTERVAL '1' MONTH), month -> date_format(month, '%Y-%m')) END) AS "u" ("month")
)
SELECT "person", "kind", "month"
FROM "s"
