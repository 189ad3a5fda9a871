WITH "s grouped 1" AS (
  SELECT CASE WHEN ("t"."amount" >= 20) THEN 'big' ELSE 'small' END AS "size", count(*) AS "n"
  FROM "fine" AS "t"
  GROUP BY CASE WHEN ("t"."amount" >= 20) THEN 'big' ELSE 'small' END
),
"s" AS (
  SELECT "t"."size", "t"."n"
  FROM "s grouped 1" AS "t"
)
SELECT "size", "n"
FROM "s"
