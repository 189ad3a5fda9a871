WITH "s" AS (
  SELECT date_format("t"."paid_on", '%Y-%m') AS "month", array_sort(array_agg(DISTINCT "t"."paid_doc") FILTER (WHERE "t"."paid_doc" IS NOT NULL)) AS "docs"
  FROM "payment" AS "t"
  GROUP BY date_format("t"."paid_on", '%Y-%m')
)
SELECT "month", "docs"
FROM "s"
