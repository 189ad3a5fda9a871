WITH "s" AS (
  SELECT "t"."person", unnest("t"."tags") AS "tag"
  FROM "measure" AS "t"
)
SELECT "person", "tag"
FROM "s"
