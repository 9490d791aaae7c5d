-- One line for bench/load.sh: p50 and p99 in milliseconds, requests a second, answers that were not 200.
done = function(summary, latency, requests)
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status
  io.write(string.format("%.2f %.2f %.1f %d\n", latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.requests / (summary.duration / 1000000), wrong))
end
