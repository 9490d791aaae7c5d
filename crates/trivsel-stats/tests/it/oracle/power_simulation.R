# The power of the invented series' first 66 months for a fall of 15 and 30 %, followed up for 12 months, disruption left out: the same design as
# the program's, written out. 2,000 futures.
set.seed(3)
s <- read.csv("its_series.csv")[1:66, ]
t <- 0:77; window <- 36:53
season <- function(t) cbind(sin(2 * pi * t / 12), cos(2 * pi * t / 12), sin(4 * pi * t / 12), cos(4 * pi * t / 12))
use <- !(s$position %in% window)
x <- cbind(1, s$position - 66, season(s$position))[use, ]
fit <- glm(s$events[use] ~ x - 1 + offset(log(s$exposure[use])), family = quasipoisson)
mu <- fitted(fit); n <- sum(use)
r <- (s$events[use] - mu) / sqrt(mu); r <- (r - mean(r)) * sqrt(n / fit$df.residual)
N <- c(s$exposure, s$exposure[55:66])
base <- N * exp(cbind(1, season(t)) %*% coef(fit)[-2])
X <- cbind(1, t - 66, season(t), t >= 66); used <- !(t %in% window)
draws <- 2000; effects <- c(0, -0.15, -0.30)
found <- matrix(0, draws, 3); size <- matrix(NA, draws, 3)
for (d in 1:draws) {
  place <- as.vector(outer(0:5, sample.int(n, 13, replace = TRUE), "+"))[1:78]
  e <- r[(place - 1) %% n + 1]
  for (k in 1:3) {
    m <- base * ifelse(t >= 66, 1 + effects[k], 1)
    y <- pmax(m + sqrt(m) * e, 0)
    f <- suppressWarnings(glm(y[used] ~ X[used, ] - 1 + offset(log(N[used])), family = quasipoisson))
    c7 <- summary(f)$coefficients[7, ]
    if (abs(c7[3]) > qt(0.975, f$df.residual)) { found[d, k] <- sign(-c7[1]); size[d, k] <- abs(c7[1]) }
  }
}
out <- c("what,effect,value", paste("false_alarms", 0, mean(found[, 1] != 0), sep = ","))
for (k in 2:3) out <- c(out, paste("power", effects[k], mean(found[, k] == 1), sep = ","),
  paste("exaggeration", effects[k], mean(size[, k], na.rm = TRUE) / abs(log(1 + effects[k])), sep = ","))
writeLines(out, "power_simulation.csv")
