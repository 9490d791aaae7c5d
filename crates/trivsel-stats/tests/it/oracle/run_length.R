# Average run length in control, by simulating charts of independent normal values with known limits until their first
# signal. All charts step together; charts that have signalled drop out. Also the share still silent after some points.
simulate <- function(rules, charts, seed) {
  set.seed(seed)
  z1 <- z2 <- z3 <- z4 <- rep(NA_real_, charts)
  up <- down <- rise <- fall <- rep(0, charts)
  total <- total2 <- 0; step <- 0; silent <- c()
  while (length(z1) > 0) {
    step <- step + 1
    z <- rnorm(length(z1))
    up <- ifelse(z > 0, up + 1, 0); down <- ifelse(z < 0, down + 1, 0)
    rise <- ifelse(!is.na(z1) & z > z1, rise + 1, 1); fall <- ifelse(!is.na(z1) & z < z1, fall + 1, 1)
    far <- function(limit, sign, ...) Reduce(`+`, lapply(list(...), function(v) !is.na(v) & sign * v > limit))
    alarm <- abs(z) > 3
    if (rules == "nhs") {
      same <- (far(0, 1, z, z1, z2) == 3 & far(2, 1, z, z1, z2) >= 2) |
        (far(0, -1, z, z1, z2) == 3 & far(2, -1, z, z1, z2) >= 2)
      alarm <- alarm | up >= 7 | down >= 7 | rise >= 7 | fall >= 7 | same
    }
    if (rules == "western_electric")
      alarm <- alarm | up >= 8 | down >= 8 | far(2, 1, z, z1, z2) >= 2 | far(2, -1, z, z1, z2) >= 2 |
        far(1, 1, z, z1, z2, z3, z4) >= 4 | far(1, -1, z, z1, z2, z3, z4) >= 4
    total <- total + sum(alarm) * step; total2 <- total2 + sum(alarm) * step^2
    k <- !alarm
    if (step %in% c(12, 24, 60)) silent <- c(silent, sum(k) / charts)
    z4 <- z3[k]; z3 <- z2[k]; z2 <- z1[k]; z1 <- z[k]
    up <- up[k]; down <- down[k]; rise <- rise[k]; fall <- fall[k]
  }
  mean <- total / charts
  c(mean, sqrt((total2 / charts - mean^2) / charts), silent)
}
rows <- sapply(c("nhs", "western_electric", "three_sigma"), function(r) {
  a <- simulate(r, if (r == "three_sigma") 1e5 else 5e5, 42)
  sprintf("%s,%.4f,%.4f,%.6f,%.6f,%.6f", r, a[1], a[2], a[3], a[4], a[5])
})
writeLines(c("rules,average_run_length,standard_error,silent_12,silent_24,silent_60", rows), "run_length.csv")
