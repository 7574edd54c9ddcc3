"""Splink on DuckDB beside ours: the same people, the same blocking, levels alike. usage: link.py PEOPLE.csv FOUND.csv"""

import csv
import json
import logging
import resource
import sys
import time

import splink.comparison_level_library as level
import splink.comparison_library as comparison
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.CRITICAL)

WORDS = ("street", "premises", "place")


def name(column, other):
    return comparison.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            level.NullLevel(column),
            level.ExactMatchLevel(column, term_frequency_adjustments=True),
            level.JaroWinklerLevel(column, 0.92),
            level.ColumnsReversedLevel(column, other),
            level.JaroWinklerLevel(column, 0.8),
            level.ElseLevel(),
        ],
    )


def main(people, found):
    with open(people, newline="") as file:
        header = next(csv.reader(file))
        known = [False] * len(header)
        for row in csv.reader(file):
            known = [k or bool(v) for k, v in zip(known, row)]
    has = {column for column, k in zip(header, known) if k}
    begin = time.monotonic()
    database = DuckDBAPI()
    options = ", ".join(f"'{column}': 'VARCHAR'" for column in header if column != "unique_id")
    database._con.execute(
        f"CREATE TABLE people AS SELECT * FROM read_csv(?, header = true, nullstr = '', columns = {{'unique_id': 'BIGINT', {options}}})", [people]
    )
    frame = database.register("people")
    comparisons = [
        *([comparison.DamerauLevenshteinAtThresholds("document", [1, 2])] if "document" in has else []),
        comparison.DamerauLevenshteinAtThresholds("birth", [1, 2]),
        name("family", "given"),
        name("given", "family"),
        *[comparison.JaroWinklerAtThresholds(column, [0.92, 0.8]) for column in WORDS],
        comparison.DamerauLevenshteinAtThresholds("postcode", [1]),
        comparison.DamerauLevenshteinAtThresholds("house", [1]),
        comparison.ExactMatch("region"),
    ]
    rules = [
        *([block_on("document")] if "document" in has else []),
        block_on("birth"),
        block_on("given", "family"),
        "l.given = r.family AND l.family = r.given",
        block_on("family", "postcode"),
        block_on("given", "postcode"),
        block_on("family", "place"),
        block_on("given", "place"),
        block_on("street", "postcode"),
        block_on("street", "house"),
        block_on("place", "house"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )
    linker = Linker(frame, settings)
    certain = [block_on("given", "family", "birth"), block_on("street", "house", "birth")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("birth"), block_on("given", "family"), block_on("place", "house")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    seconds = time.monotonic() - begin
    pairs = database._con.execute(
        f"SELECT unique_id_l, unique_id_r, match_probability FROM {predicted.physical_name}"
    ).fetchall()
    with open(found, "w", newline="") as file:
        csv.writer(file).writerows(pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "bytes": peak, "pairs": len(pairs)}))


main(*sys.argv[1:])
