num <- function(x) sprintf("%.17g", x)
rows <- character(0)
add <- function(f, a, b, c, v) rows <<- c(rows, paste(f, a, b, c, num(v), sep = ","))
for (n in c(0:130, 200, 499, 500, 1000, 5000)) add("binomial_quantile", 0.05, n, 0.5, qbinom(0.05, n, 0.5))
for (n in c(1, 7, 20, 51, 300)) for (q in c(0, 0.001, 0.25, 0.5, 0.975, 1)) for (p in c(0, 0.02, 0.5, 0.7, 1))
  # Left out: qbinom(1, n, 0), where R answers n and 0 is enough; and the median of an odd number of fair trials, where
  # the distribution function is exactly 1/2 at (n - 1)/2 and rounding sends R one further.
  if ((q < 1 || p > 0) && !(q == 0.5 && p == 0.5 && n %% 2 == 1))
  add("binomial_quantile", q, n, p, qbinom(q, n, p))
for (n in c(1, 7, 20, 300)) for (p in c(0, 0.02, 0.5, 0.97, 1)) for (k in unique(c(0, 1, n %/% 2, n - 1, n)))
  add("binomial_cdf", k, n, p, pbinom(k, n, p))
for (z in c(-8, -6, -3, -1.959963984540054, -0.1, 0, 0.5, 1, 2.5, 4, 6)) add("normal_cdf", z, "", "", pnorm(z))
for (q in c(1e-12, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.8, 0.95, 0.975, 0.995, 0.9999999)) add("normal_quantile", q, "", "", qnorm(q))
for (d in c(1, 2, 3.5, 10, 34, 120, 1e4)) {
  for (x in c(-40, -5, -2, -0.3, 0, 1, 2.5, 12)) add("students_t_cdf", x, d, "", pt(x, d))
  for (q in c(1e-6, 0.005, 0.025, 0.1, 0.5, 0.9, 0.975, 0.9995)) add("students_t_quantile", q, d, "", qt(q, d))
}
writeLines(c("function,first,second,third,value", rows), "distributions.csv")

# The chance that Anhoej's rules signal, by listing all sequences of n sides.
chance <- sapply(1:18, function(n) {
  bits <- outer(0:(2^n - 1), 2^(0:(n - 1)), function(k, b) (k %/% b) %% 2)
  crossings <- if (n == 1) rep(0, 2) else rowSums(bits[, -1, drop = FALSE] != bits[, -n, drop = FALSE])
  run <- longest <- rep(1, nrow(bits))
  if (n > 1) for (j in 2:n) { run <- ifelse(bits[, j] == bits[, j - 1], run + 1, 1); longest <- pmax(longest, run) }
  mean(longest > round(log2(n)) + 3 | crossings < qbinom(0.05, n - 1, 0.5))
})
# Longer series by drawing: the standard error is beside it.
set.seed(7)
drawn <- t(sapply(c(24, 36, 60, 120), function(n) {
  m <- 400000
  x <- rbinom(m, 1, 0.5); crossings <- rep(0, m); run <- longest <- rep(1, m)
  for (j in 2:n) {
    y <- rbinom(m, 1, 0.5); crossings <- crossings + (y != x)
    run <- ifelse(y == x, run + 1, 1); longest <- pmax(longest, run); x <- y
  }
  p <- mean(longest > round(log2(n)) + 3 | crossings < qbinom(0.05, n - 1, 0.5))
  c(n, p, sqrt(p * (1 - p) / m))
}))
writeLines(c("useful,probability,standard_error", paste(1:18, num(chance), 0, sep = ","),
             paste(drawn[, 1], num(drawn[, 2]), num(drawn[, 3]), sep = ",")), "run_chart_chance.csv")
