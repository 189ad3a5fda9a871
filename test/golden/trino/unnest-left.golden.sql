WITH "p" AS (
  SELECT "t"."kind", "t"."tags"
  FROM "measure" AS "t"
  WHERE ("t"."person" = 'a')
),
"s" AS (
  SELECT "t"."kind", "u"."tag"
  FROM "p" AS "t"
  CROSS JOIN UNNEST(CASE WHEN cardinality("t"."tags") > 0 THEN "t"."tags" ELSE CAST(ARRAY[NULL] AS ARRAY(VARCHAR)) END) AS "u" ("tag")
)
SELECT "kind", "tag"
FROM "s"
