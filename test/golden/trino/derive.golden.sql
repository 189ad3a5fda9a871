WITH "s" AS (
  SELECT "t"."doc", CAST(CAST("t"."fine" AS DOUBLE) / nullif(CAST(2 AS DOUBLE), 0) AS DECIMAL(28, 6)) AS "half", CAST(CAST("t"."fine" AS DOUBLE) / nullif(CAST(0 AS DOUBLE), 0) AS DECIMAL(28, 6)) AS "nothing", date_format("t"."served", '%Y-%m') AS "month", date_add('month', 1, "t"."served") AS "next", cardinality("t"."kinds") AS "many"
  FROM "penalty" AS "t"
)
SELECT "doc", "half", "nothing", "month", "next", "many"
FROM "s"
