WITH "s" AS (
  SELECT "t"."doc", CAST(CAST("t"."fine" AS DOUBLE) / nullif(CAST(2 AS DOUBLE), 0) AS DECIMAL(28, 6)) AS "half", CAST(CAST("t"."fine" AS DOUBLE) / nullif(CAST(0 AS DOUBLE), 0) AS DECIMAL(28, 6)) AS "nothing", strftime("t"."served", '%Y-%m') AS "month", CAST("t"."served" + to_months(CAST(1 AS INTEGER)) AS DATE) AS "next", length("t"."kinds") AS "many"
  FROM "penalty" AS "t"
)
SELECT "doc", "half", "nothing", "month", "next", "many"
FROM "s"
