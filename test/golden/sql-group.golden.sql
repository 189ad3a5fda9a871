WITH "s where 1" AS (
  SELECT "t"."agency", "t"."amount", "t"."served"
  FROM "fine" AS "t"
  WHERE ("t"."served" IS NOT NULL)
),
"s grouped 2" AS (
  SELECT "t"."agency", strftime("t"."served", '%Y-%m') AS "month", count(*) AS "n", CAST(sum("t"."amount") AS DECIMAL(28, 6)) AS "total", (max("t"."amount") - min("t"."amount")) AS "span", ((count(*) >= 1) AND (CAST(sum("t"."amount") AS DECIMAL(28, 6)) > 15)) AS "_having"
  FROM "s where 1" AS "t"
  GROUP BY "t"."agency", strftime("t"."served", '%Y-%m')
),
"s" AS (
  SELECT "t"."agency", "t"."month", "t"."n", "t"."total", "t"."span"
  FROM "s grouped 2" AS "t"
  WHERE ("t"."_having" IS TRUE)
)
SELECT "agency", "month", "n", "total", "span"
FROM "s"
