WITH "by_domain" AS (
  SELECT "t"."domain", count(*) AS "n", count(CASE WHEN ("t"."doc" = 'late') THEN 1 END) AS "late"
  FROM "decision" AS "t"
  GROUP BY "t"."domain"
),
"I1" AS (
  SELECT "t"."domain", "t"."n", CAST(CAST("t"."late" AS DOUBLE) / nullif(CAST("t"."n" AS DOUBLE), 0) AS DECIMAL(28, 6)) AS "share"
  FROM "by_domain" AS "t"
  WHERE ("t"."n" > 1)
)
SELECT 'I1' AS rule, 'indicator' AS kind, CAST(NULL AS BIGINT) AS about_rid, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS BIGINT) AS n, CAST(json_object('domain', "t"."domain", 'n', CAST("t"."n" AS VARCHAR), 'share', coalesce(CAST(TRY_CAST("t"."share" AS DECIMAL(18, 6)) AS VARCHAR), CAST(CAST("t"."share" AS DECIMAL(28, 6)) AS VARCHAR))) AS VARCHAR) AS payload FROM "I1" AS "t"
