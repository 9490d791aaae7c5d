# Minimum detectable effects by power.t.test and power.prop.test, and by plain formulas. Rows: what,a,b,c,d,value.
num <- function(x) sprintf("%.17g", x)
out <- "what,a,b,c,d,value"
put <- function(what, a, b, c, d, value) out <<- c(out, paste(what, a, b, c, d, num(value), sep = ","))
for (n in c(2, 3, 8, 40, 400)) for (power in c(0.8, 0.9)) for (level in c(0.05, 0.1))
  put("two_sample", n, 20, power, 1 - level,
      power.t.test(n = n, sd = 20, power = power, sig.level = level, tol = 1e-13)$delta)
# Unequal groups: the power at what the program must find.
unequal <- function(n1, n2, sd) uniroot(function(d) {
  nu <- n1 + n2 - 2
  pt(qt(0.975, nu), nu, ncp = d / (sd * sqrt(1 / n1 + 1 / n2)), lower.tail = FALSE) - 0.8
}, c(0, 30 * sd), tol = 1e-13)$root
for (g in list(c(5, 20), c(1, 30), c(12, 90))) put("unequal", g[1], g[2], 0.8, 0.95, unequal(g[1], g[2], 7))
for (n in c(2, 5, 25, 300)) put("paired", n, 11, 0.8, 0.95, power.t.test(n = n, sd = 11, power = 0.8, type = "paired", tol = 1e-13)$delta)
for (n in c(60, 250, 1000)) for (p in c(0.1, 0.45)) {
  effective <- n / (1 + (12 - 1) * 0.03)
  higher <- power.prop.test(n = effective, p1 = p, power = 0.8, tol = 1e-13)$p2
  put("higher", n, p, 0.8, 0.95, higher)
  # The same formula below p1, by hand.
  f <- function(q) {
    m <- (p + q) / 2
    pnorm((sqrt(effective) * (p - q) - qnorm(0.975) * sqrt(2 * m * (1 - m))) / sqrt(p * (1 - p) + q * (1 - q))) - 0.8
  }
  if (f(0) > 0) put("lower", n, p, 0.8, 0.95, uniroot(f, c(0, p), tol = 1e-14)$root)
}
did <- function(n1, n0, t1, t0, rho) (qnorm(0.975) + qnorm(0.8)) * 3 * sqrt((1 / n1 + 1 / n0) * (1 / t1 + 1 / t0) * (1 + rho) / (1 - rho))
put("did", 4, 12, 12, 24, did(4, 12, 12, 24, 0.3))
put("did", 1, 3, 6, 36, did(1, 3, 6, 36, 0.3))
writeLines(out, "power.csv")
