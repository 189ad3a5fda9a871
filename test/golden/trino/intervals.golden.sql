WITH "s spans" AS (
  SELECT "t"."person", "t"."kind", "t"."from_day" AS "_start", coalesce("t"."to_day", DATE '9999-12-31') AS "_end"
  FROM "measure" AS "t"
  WHERE ("t"."from_day" <= coalesce("t"."to_day", DATE '9999-12-31'))
),
"s running" AS (
  SELECT "t"."person", "t"."kind", "t"."_start", "t"."_end", max("t"."_end") OVER (PARTITION BY "t"."person" ORDER BY "t"."_start" ASC NULLS LAST, "t"."_end" ASC NULLS LAST) AS "_latest"
  FROM "s spans" AS "t"
),
"s opened" AS (
  SELECT "t"."person", "t"."kind", "t"."_start", "t"."_end", lag("t"."_latest") OVER (PARTITION BY "t"."person" ORDER BY "t"."_start" ASC NULLS LAST, "t"."_end" ASC NULLS LAST) AS "_reach"
  FROM "s running" AS "t"
),
"s numbered" AS (
  SELECT "t"."person", "t"."kind", "t"."_start", "t"."_end", CAST(sum(CASE WHEN (date_add('day', (- 1), "t"."_start") <= "t"."_reach") THEN 0 ELSE 1 END) OVER (PARTITION BY "t"."person" ORDER BY "t"."_start" ASC NULLS LAST, "t"."_end" ASC NULLS LAST) AS BIGINT) AS "_span"
  FROM "s opened" AS "t"
),
"s" AS (
  SELECT "t"."person", "t"."_span", min("t"."_start") AS "from_day", nullif(max("t"."_end"), DATE '9999-12-31') AS "to_day", array_sort(array_agg(DISTINCT "t"."kind") FILTER (WHERE "t"."kind" IS NOT NULL)) AS "kinds"
  FROM "s numbered" AS "t"
  GROUP BY "t"."person", "t"."_span"
)
SELECT "person", "from_day", "to_day", "kinds"
FROM "s"
