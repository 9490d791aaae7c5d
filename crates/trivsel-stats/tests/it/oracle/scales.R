# Scales: invented answers, and what R and psych make of them.
suppressPackageStartupMessages({library(psych); library(nlme)})
num <- function(x) sprintf("%.17g", x)
out <- character(0)
add <- function(name, set, value) out <<- c(out, paste(name, set, num(value), sep = ","))

# Three scales: an even one of 5 items on 0..5, an uneven one of 8 on 1..7 with one item turned the wrong way, one of 4
# that hardly hang together, one of 3.
set.seed(20190402)
make <- function(n, loadings, levels, spread = 1) {
  f <- rnorm(n)
  x <- sapply(loadings, function(l) round((max(levels) + min(levels)) / 2 + spread * (l * f + sqrt(max(0, 1 - l^2)) * rnorm(n))))
  pmin(pmax(x, min(levels)), max(levels))
}
sets <- list(even = make(120, rep(0.75, 5), 0:5, 1.2),
             uneven = make(300, c(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, -0.5), 1:7, 1.5),
             loose = make(40, c(0.1, -0.2, 0.15, 0.05), 1:5, 1.2))
# A scale in odd units: the same items, each times something else.
sets$units <- sets$even %*% diag(c(1, 10, 0.1, 3, 250))
set.seed(8)
sets$three <- make(200, c(0.8, 0.6, 0.7), 1:5, 1)
# A Heywood case: one item is the factor.
set.seed(5)
h <- make(60, c(0.5, 0.6, 0.4, 0.5), 1:5, 1.1)
sets$heywood <- cbind(h, rowSums(h) + sample(0:1, 60, TRUE))

answers <- unlist(lapply(names(sets), function(s) apply(sets[[s]], 1, function(r) paste(c(s, num(r)), collapse = ","))))
writeLines(c("set,items", answers), "scale_answers.csv")

for (s in names(sets)) {
  x <- sets[[s]]; n <- nrow(x); k <- ncol(x)
  a <- suppressWarnings(suppressMessages(psych::alpha(as.data.frame(x), check.keys = FALSE, warnings = FALSE)))
  add("alpha", s, a$total$raw_alpha)
  for (level in c(0.95, 0.8)) {
    ci <- psych::alpha.ci(a$total$raw_alpha, n.obs = n, n.var = k, p.val = 1 - level, digits = 17)
    add(paste0("alpha_lower_", level), s, ci$lower.ci)
    add(paste0("alpha_upper_", level), s, ci$upper.ci)
  }
  # psych reads lambda 2 from correlations (as lambda 6 and G6 too); from covariances it is the formula written out.
  z <- scale(x)
  add("lambda_2_standardised", s, suppressWarnings(suppressMessages(psych::guttman(cor(x))$lambda.2)))
  c0 <- cov(x); off <- c0 - diag(diag(c0))
  add("lambda_2", s, (sum(off) + sqrt(k / (k - 1) * sum(off^2))) / sum(c0))
  add("measurement_error", s, sd(rowSums(x)) * sqrt(1 - a$total$raw_alpha))
  # One factor by factanal, its optimiser asked for all it can give, scaled back to covariances.
  if (k > 3) {
    fit <- factanal(covmat = c0, factors = 1, n.obs = n,
                    control = list(lower = 0.005, nstart = 5, opt = list(factr = 1, maxit = 10000)))
    l <- as.vector(fit$loadings) * sqrt(diag(c0)); u <- fit$uniquenesses * diag(c0)
    l <- l * sign(sum(l))
    add("omega", s, sum(l)^2 / (sum(l)^2 + sum(u)))
    add("discrepancy", s, fit$criteria[["objective"]])
    for (i in 1:k) { add(paste0("loading_", i - 1), s, l[i]); add(paste0("uniqueness_", i - 1), s, u[i]) }
  } else {
    # Three items determine the factor: loadings are products of correlations.
    r <- cor(x)
    l <- sqrt(c(r[1, 2] * r[1, 3] / r[2, 3], r[1, 2] * r[2, 3] / r[1, 3], r[1, 3] * r[2, 3] / r[1, 2])) * sqrt(diag(c0))
    u <- diag(c0) - l^2
    add("omega", s, sum(l)^2 / (sum(l)^2 + sum(u)))
    add("discrepancy", s, 0)
    for (i in 1:k) { add(paste0("loading_", i - 1), s, l[i]); add(paste0("uniqueness_", i - 1), s, u[i]) }
  }
}
writeLines(c("name,set,value", out), "reliability.csv")

# Means, proportions, change between waves.
out <- character(0)
set.seed(77)
first <- round(rnorm(23, 58, 18)); second <- round(rnorm(41, 66, 14)); paired <- round(0.6 * (first - 58) + rnorm(23, 63, 12))
writeLines(c("wave,answers", paste("first", paste(first, collapse = " "), sep = ","),
             paste("second", paste(second, collapse = " "), sep = ","), paste("paired", paste(paired, collapse = " "), sep = ",")),
           "waves.csv")
for (level in c(0.8, 0.95, 0.99)) {
  test <- t.test(first, conf.level = level)
  add(paste0("mean_lower_", level), "first", test$conf.int[1]); add(paste0("mean_upper_", level), "first", test$conf.int[2])
  w <- t.test(second, first, conf.level = level)
  add(paste0("welch_lower_", level), "", w$conf.int[1]); add(paste0("welch_upper_", level), "", w$conf.int[2])
  p <- t.test(paired, first, paired = TRUE, conf.level = level)
  add(paste0("paired_lower_", level), "", p$conf.int[1]); add(paste0("paired_upper_", level), "", p$conf.int[2])
  # Finite population of 40, by hand from base functions.
  half <- qt((1 + level) / 2, 22) * sd(first) / sqrt(23) * sqrt((40 - 23) / (40 - 1))
  add(paste0("finite_lower_", level), "first", mean(first) - half); add(paste0("finite_upper_", level), "first", mean(first) + half)
}
add("welch_p", "", w$p.value); add("welch_degrees", "", w$parameter); add("welch_error", "", w$stderr)
add("paired_p", "", p$p.value); add("paired_error", "", p$stderr)
writeLines(c("name,set,value", out), "changes.csv")

rows <- character(0)
for (n in c(1, 2, 7, 23, 40, 1000)) for (x in unique(c(0, 1, n %/% 3, n - 1, n))) for (level in c(0.9, 0.95, 0.999)) {
  ci <- suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
  rows <- c(rows, paste(x, n, level, num(ci[1]), num(ci[2]), sep = ","))
}
writeLines(c("successes,trials,confidence,lower,upper", rows), "wilson.csv")

# p values of many questions.
families <- list(plain = c(0.01, 0.04, 0.03, 0.005, 0.2), ties = c(0.02, 0.02, 0.5, 0.02, 1), ends = c(0, 1, 0, 1e-300, 0.999),
                 one = 0.03, equal = rep(0.04, 6), many = { set.seed(3); round(runif(60)^3, 6) })
rows <- unlist(lapply(names(families), function(f) paste(f, seq_along(families[[f]]) - 1, num(families[[f]]),
  num(p.adjust(families[[f]], "holm")), num(p.adjust(families[[f]], "BH")), sep = ",")))
writeLines(c("family,position,p,holm,benjamini_hochberg", rows), "multiple.csv")

# Units drawn together: restricted maximum likelihood by nlme.
set.seed(12)
unit_sets <- list(
  balanced = lapply(1:12, function(j) round(60 + rnorm(1, 0, 9) + rnorm(10, 0, 20))),
  unbalanced = lapply(c(1, 3, 5, 8, 12, 20, 33, 7, 7, 60), function(n) round(60 + rnorm(1, 0, 8) + rnorm(n, 0, 18))),
  strong = lapply(c(6, 9, 4, 11, 8), function(n) round(50 + rnorm(1, 0, 40) + rnorm(n, 0, 5), 1)))
writeLines(c("set,unit,answers", unlist(lapply(names(unit_sets), function(s)
  paste(s, seq_along(unit_sets[[s]]) - 1, sapply(unit_sets[[s]], paste, collapse = " "), sep = ",")))), "units.csv")
out <- character(0)
for (s in names(unit_sets)) {
  d <- data.frame(y = unlist(unit_sets[[s]]), g = factor(rep(seq_along(unit_sets[[s]]), lengths(unit_sets[[s]]))))
  fit <- lme(y ~ 1, random = ~ 1 | g, data = d, control = lmeControl(tolerance = 1e-12, msTol = 1e-13, opt = "optim", maxIter = 500, msMaxIter = 500))
  v <- c(as.numeric(getVarCov(fit)), sigma(fit)^2)
  add("between", s, v[1]); add("within", s, v[2]); add("overall", s, fixef(fit)[[1]])
  add("error_of_overall", s, sqrt(fit$varFix[1, 1]))
  b <- coef(fit)[, 1]
  for (i in seq_along(b)) add(paste0("shrunk_", i - 1), s, b[i])
  # The mean squared distance of a unit from its prediction, over the posterior of the ratio with a flat prior for the
  # standard deviation between units: written with matrices, and integrated over the logarithm of that standard deviation.
  n <- lengths(unit_sets[[s]]); y <- d$y; N <- length(y); X <- matrix(1, N, 1); Z <- model.matrix(~ g - 1, d)
  at <- function(u) {
    H <- diag(N) + exp(2 * u) * tcrossprod(Z); Hi <- solve(H); xhx <- drop(t(X) %*% Hi %*% X)
    mu <- drop(t(X) %*% Hi %*% y) / xhx; r <- y - mu; q <- drop(t(r) %*% Hi %*% r); s2 <- q / (N - 1)
    l <- -0.5 * ((N - 1) * log(q) + as.numeric(determinant(H)$modulus) + log(xhx)) + u
    kept <- exp(2 * u) * n / (1 + exp(2 * u) * n)
    list(l = l, m = mu + kept * (as.numeric(tapply(y, d$g, mean)) - mu), v = s2 * (kept / n + (1 - kept)^2 / xhx))
  }
  grid <- seq(-14, 14, by = 0.02); all <- lapply(grid, at); l <- sapply(all, `[[`, "l"); w <- exp(l - max(l)); w <- w / sum(w)
  for (i in seq_along(b)) add(paste0("error_", i - 1), s, sqrt(sum(w * sapply(all, function(a) a$v[i] + (a$m[i] - b[i])^2))))
}
writeLines(c("name,set,value", out), "shrinkage.csv")
cat(R.version.string, "psych", as.character(packageVersion("psych")), "nlme", as.character(packageVersion("nlme")), "\n")
