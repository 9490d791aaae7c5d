# Published means drawn together: the moment estimate of the variance between units by weighted regression, and the means predicted.
num <- function(x) sprintf("%.17g", x)

# Thirteen trials of a vaccine (Colditz and others 1994): cases and others among the vaccinated, cases and others among the rest.
trials <- matrix(c(4,119,11,128, 6,300,29,274, 3,228,11,209, 62,13536,248,12619, 33,5036,47,5761, 180,1361,372,1079, 8,2537,10,619,
                   505,87886,499,87892, 29,7470,45,7232, 17,1699,65,1600, 186,50448,141,27197, 5,2493,3,2338, 27,16886,29,17825),
                 ncol = 4, byrow = TRUE)
n1 <- trials[, 1] + trials[, 2]; n2 <- trials[, 3] + trials[, 4]
set.seed(71)
k <- 24
sets <- list(vaccine = data.frame(m = log((trials[, 1] / n1) / (trials[, 3] / n2)),
                                  s = sqrt(1 / trials[, 1] - 1 / n1 + 1 / trials[, 3] - 1 / n2)),
             # Scales from 0 to 100 of groups of 8 to 60, which differ by 4 and by nothing.
             units = local({ s <- 19 / sqrt(sample(8:60, k, TRUE)); data.frame(m = 58 + rnorm(k, 0, 4) + rnorm(k) * s, s = s) }),
             alike = local({ s <- 19 / sqrt(sample(8:60, 9, TRUE)); data.frame(m = 58 + 0.5 * rnorm(9) * s, s = s) }))

rows <- unlist(lapply(names(sets), function(name) paste(name, num(sets[[name]]$m), num(sets[[name]]$s), sep = ",")))
writeLines(c("set,mean,standard_error", rows), "unit_means.csv")

out <- character(0)
add <- function(name, set, value) out <<- c(out, paste(name, set, num(value), sep = ","))
for (set in names(sets)) {
  d <- sets[[set]]; k <- nrow(d)
  w <- 1 / d$s^2
  fit <- lm(m ~ 1, data = d, weights = w)
  # E(Q) = tr(P V) with P = W - W X (X'WX)^-1 X'W and V = diag(s^2 + t2): solved for t2.
  W <- diag(w); X <- matrix(1, k)
  P <- W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
  t2 <- max(0, (deviance(fit) - sum(diag(P %*% diag(d$s^2)))) / sum(diag(P)))
  again <- lm(m ~ 1, data = d, weights = 1 / (d$s^2 + t2))
  mu <- unname(coef(again))
  add("between", set, t2)
  add("overall", set, mu)
  add("error", set, sqrt(vcov(again)[1, 1]) / summary(again)$sigma)
  for (j in seq_len(k)) add(paste0("mean_", j - 1), set, mu + t2 / (t2 + d$s[j]^2) * (d$m[j] - mu))
}
writeLines(c("name,set,value", out), "pooled.csv")
