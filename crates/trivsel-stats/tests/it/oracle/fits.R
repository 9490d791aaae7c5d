num <- function(x) sprintf("%.17g", x)
s <- read.csv("series.csv")
y <- s$days / s$exposure
rows <- c(paste("sum", "", num(sum(y)), sep = ","), paste("mean", "", num(mean(y)), sep = ","),
          paste("median", "", num(median(y)), sep = ","), paste("median_odd", "", num(median(y[1:53])), sep = ","),
          paste("pooled_rate", "", num(weighted.mean(y, s$exposure)), sep = ","))
for (q in c(0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1))
  rows <- c(rows, paste("quantile", q, num(quantile(y, q, type = 7)), sep = ","))
writeLines(c("name,argument,value", rows), "summaries.csv")

# Harmonic fit on positions 0..35 without 10..13 (left out) and 5 (missing); adjusted at all positions.
t <- s$position
out <- character(0)
for (trend in c("linear", "level")) for (K in 1:3) {
  use <- t < 36 & !(t %in% c(5, 10:13))
  X <- do.call(cbind, lapply(1:K, function(k) cbind(sin(2 * pi * k * t / 12), cos(2 * pi * k * t / 12))))
  m <- t - 17.5
  fit <- if (trend == "linear") lm(y ~ X + m, subset = use) else lm(y ~ X, subset = use)
  season <- drop(X %*% coef(fit)[2:(2 * K + 1)])
  out <- c(out, paste(trend, K, "level", "", num(coef(fit)[1]), sep = ","),
           paste(trend, K, "slope", "", num(if (trend == "linear") coef(fit)[["m"]] else 0), sep = ","),
           paste(trend, K, "residual_sd", "", num(summary(fit)$sigma), sep = ","),
           paste(trend, K, "adjusted", t, num(y - season), sep = ","))
}
out <- c(out, paste("ratio", 0, "ratio", 12:53, num(y[13:54] / y[1:42]), sep = ","))
writeLines(c("model,harmonics,what,position,value", out), "season.csv")

# Longley, in the units of NIST StRD.
l <- longley
write.csv(data.frame(y = l$Employed * 1000, x1 = l$GNP.deflator, x2 = l$GNP * 1000, x3 = l$Unemployed * 10,
                     x4 = l$Armed.Forces * 10, x5 = l$Population * 1000, x6 = l$Year), "longley.csv", row.names = FALSE)
