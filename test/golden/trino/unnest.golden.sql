WITH "s" AS (
  SELECT "t"."person", "u"."tag"
  FROM "measure" AS "t"
  CROSS JOIN UNNEST("t"."tags") AS "u" ("tag")
)
SELECT "person", "tag"
FROM "s"
