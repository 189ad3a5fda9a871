WITH "s" AS (
  SELECT "t"."person", "t"."kind", CASE WHEN ("t"."at" IS NOT NULL) THEN coalesce(cardinality(array_distinct(filter(array_agg("t"."person") OVER (ORDER BY date_diff('second', TIMESTAMP '1970-01-01 00:00:00', "t"."at") ASC NULLS LAST RANGE BETWEEN CAST(? /* p_span */ AS BIGINT) PRECEDING AND CURRENT ROW), one -> one IS NOT NULL))), 0) END AS "people"
  FROM "measure" AS "t"
)
SELECT "person", "kind", "people"
FROM "s"
