WITH "s" AS (
  SELECT "t"."doc", "r"."doc" AS "other_doc"
  FROM "fine" AS "t"
  JOIN "fine" AS "r" ON "r"."party" = "t"."party" AND (((coalesce(("t"."on_day" < "r"."on_day"), FALSE) OR (("t"."on_day" IS NOT NULL) AND ("r"."on_day" IS NULL))) OR (("t"."on_day" IS NOT DISTINCT FROM "r"."on_day") AND ((coalesce(("t"."doc" < "r"."doc"), FALSE) OR (("t"."doc" IS NOT NULL) AND ("r"."doc" IS NULL))) OR (("t"."doc" IS NOT DISTINCT FROM "r"."doc") AND (coalesce(("t"."_rid" < "r"."_rid"), FALSE) OR (("t"."_rid" IS NOT NULL) AND ("r"."_rid" IS NULL))))))) AND (("r"."on_day" BETWEEN date_add('day', (- 1), "t"."on_day") AND date_add('day', 1, "t"."on_day")) AND (CASE WHEN "t"."text" = "r"."text" THEN 1 WHEN "t"."text" IS NOT NULL AND "r"."text" IS NOT NULL THEN TRY_CAST(1 - CAST(levenshtein_distance(substr("t"."text", 1, 40), substr("r"."text", 1, 40)) AS DOUBLE) / greatest(length(substr("t"."text", 1, 40)), length(substr("r"."text", 1, 40))) AS DECIMAL(28, 6)) END >= 0.8)))
)
SELECT "doc", "other_doc"
FROM "s"
