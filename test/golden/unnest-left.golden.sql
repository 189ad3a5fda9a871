WITH "p" AS (
  SELECT "t"."kind", "t"."tags"
  FROM "measure" AS "t"
  WHERE ("t"."person" = 'a')
),
"s" AS (
  SELECT "t"."kind", unnest(CASE WHEN length("t"."tags") > 0 THEN "t"."tags" ELSE [NULL] END) AS "tag"
  FROM "p" AS "t"
)
SELECT "kind", "tag"
FROM "s"
