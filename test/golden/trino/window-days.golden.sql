WITH "s" AS (
  SELECT "t"."person", "t"."kind", CASE WHEN ("t"."from_day" IS NOT NULL) THEN count(*) OVER (PARTITION BY "t"."person" ORDER BY date_diff('day', DATE '1970-01-01', "t"."from_day") ASC NULLS LAST RANGE BETWEEN (30 - 1) PRECEDING AND CURRENT ROW) END AS "n", CASE WHEN ("t"."from_day" IS NOT NULL) THEN lag("t"."kind") OVER (PARTITION BY "t"."person" ORDER BY "t"."from_day" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST) END AS "before"
  FROM "measure" AS "t"
)
SELECT "person", "kind", "n", "before"
FROM "s"
