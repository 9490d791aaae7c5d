# The residual bootstrap in circular blocks of six months, written out: model B of its_fits.R, 10,000 draws.
set.seed(1)
s <- read.csv("its_series.csv")
use <- !(s$position %in% 36:53); t <- s$position[use]
X <- cbind(1, t - 66, sin(2 * pi * t / 12), cos(2 * pi * t / 12), sin(4 * pi * t / 12), cos(4 * pi * t / 12), t >= 66)
y <- s$events[use]; N <- s$exposure[use]; post <- t >= 66
fit <- glm(y ~ X - 1 + offset(log(N)), family = quasipoisson)
mu <- fitted(fit); n <- length(y)
r <- (y - mu) / sqrt(mu)
r <- (r - mean(r)) * sqrt(n / fit$df.residual)
draw <- function() {
  from <- sample.int(n, ceiling(n / 6), replace = TRUE)
  place <- as.vector(outer(0:5, from, "+"))[1:n]
  ys <- pmax(mu + sqrt(mu) * r[(place - 1) %% n + 1], 0)
  b <- glm.fit(X, ys, offset = log(N), family = quasipoisson(), etastart = log(mu))$coefficients
  X0 <- X; X0[, 7] <- 0
  e <- N * exp(X0 %*% b)
  c(exp(b[7]), sum(e[post]), sum(e[post]) * (exp(b[7]) - 1), e[n])
}
d <- suppressWarnings(replicate(10000, draw()))
out <- "name,bound,value"
for (i in 1:4) {
  q <- quantile(d[i, ], c(0.025, 0.975), type = 7)
  out <- c(out, paste(c("ratio", "expected", "difference", "last")[i], c("lower", "upper"), sprintf("%.8g", q), sep = ","))
}
writeLines(out, "its_bootstrap.csv")
