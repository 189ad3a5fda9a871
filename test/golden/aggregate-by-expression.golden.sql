WITH "s" AS (
  SELECT strftime("t"."paid_on", '%Y-%m') AS "month", list_sort(list(DISTINCT "t"."paid_doc") FILTER ("t"."paid_doc" IS NOT NULL)) AS "docs"
  FROM "payment" AS "t"
  GROUP BY strftime("t"."paid_on", '%Y-%m')
)
SELECT "month", "docs"
FROM "s"
