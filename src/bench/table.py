"""Medians and ratios of raw rows, as Markdown. Also: python3 table.py rows.csv"""

import csv
import statistics
import sys


def summary(rows):
    lines = ["| load | peer | job time s | process s | job time : curl | CPU s | peak MB | runs |", "|---|---|---|---|---|---|---|---|"]
    for load in dict.fromkeys(row["load"] for row in rows):
        ours = [row for row in rows if row["load"] == load]
        for peer in dict.fromkeys(row["peer"] for row in ours):
            runs = [row for row in ours if row["peer"] == peer]
            lines.append(f"| {load} | {peer} | {median(runs, 'job_seconds'):.2f} | {median(runs, 'process_seconds'):.2f} "
                         f"| {ratio(ours, peer)} | {median(runs, 'cpu_seconds'):.1f} | {median(runs, 'peak_mb'):.0f} | {len(runs)} |")
    return "\n".join(lines)


def median(runs, column):
    return statistics.median(float(run[column]) for run in runs)


def ratio(rows, peer):
    """The median of the ratios within each round: what disturbed a whole round falls out."""
    curl = {row["round"]: float(row["job_seconds"]) for row in rows if row["peer"] == "curl"}
    pairs = [float(row["job_seconds"]) / curl[row["round"]] for row in rows if row["peer"] == peer and row["round"] in curl]
    return f"{statistics.median(pairs):.2f} ({min(pairs):.2f}–{max(pairs):.2f})" if pairs else "–"


if __name__ == "__main__":
    with open(sys.argv[1], newline="") as file:
        print(summary(list(csv.DictReader(file))))
