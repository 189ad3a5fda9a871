WITH "s" AS (
  SELECT "t"."at", "r"."at" AS "other_at"
  FROM "applied" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."respondent" AND (((coalesce(("t"."at" < "r"."at"), FALSE) OR (("t"."at" IS NOT NULL) AND ("r"."at" IS NULL))) OR (("t"."at" IS NOT DISTINCT FROM "r"."at") AND (coalesce(("t"."_rid" < "r"."_rid"), FALSE) OR (("t"."_rid" IS NOT NULL) AND ("r"."_rid" IS NULL))))) AND ("r"."at" BETWEEN date_add('minute', (- 20), "t"."at") AND date_add('minute', 20, "t"."at")))
)
SELECT "at", "other_at"
FROM "s"
