WITH "s" AS (
  SELECT "t"."doc", "t"."agency", row_number() OVER (PARTITION BY "t"."agency" ORDER BY "t"."served" DESC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS "nth", rank() OVER (PARTITION BY "t"."agency" ORDER BY "t"."served" DESC NULLS LAST) AS "place", lag("t"."doc") OVER (PARTITION BY "t"."agency" ORDER BY "t"."served" DESC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS "before", date_diff('day', "t"."served", lag("t"."served") OVER (PARTITION BY "t"."agency" ORDER BY "t"."served" DESC NULLS LAST, "t"."_rid" ASC NULLS LAST)) AS "gap", CAST(sum("t"."fine") OVER (PARTITION BY "t"."agency" ORDER BY "t"."served" DESC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS DECIMAL(28, 6)) AS "running"
  FROM "penalty" AS "t"
)
SELECT "doc", "agency", "nth", "place", "before", "gap", "running"
FROM "s"
