# Segmented regressions by glm, MASS, sandwich and nlme. Rows: data,model,what,term,value.
suppressPackageStartupMessages({library(MASS); library(sandwich); library(nlme)})
num <- function(x) sprintf("%.17g", x)
# As many steps as it takes until the deviance does not move in its last digit.
to_the_end <- glm.control(epsilon = 1e-300, maxit = 40)
out <- character(0)
put <- function(data, model, what, term, value)
  out <<- c(out, paste(data, model, what, term, num(value), sep = ","))

terms <- function(s, start, window = NULL, handling = "", new_level = FALSE, slope = FALSE, K = 2) {
  t <- s$position
  X <- cbind(level = 1, trend = t - start)
  for (k in seq_len(K)) {
    X <- cbind(X, sin(2 * pi * k * t / 12), cos(2 * pi * k * t / 12))
    colnames(X)[ncol(X) - 1:0] <- paste(c("sine", "cosine"), k)
  }
  inside <- t %in% window
  if (handling %in% c("C", "F")) X <- cbind(X, `level inside the disruption` = 1 * inside)
  if (handling == "C") X <- cbind(X, `slope inside the disruption` = inside * (t - min(window)))
  if (new_level) X <- cbind(X, `level after the disruption` = 1 * (t > max(window)))
  X <- cbind(X, step = 1 * (t >= start))
  if (slope) X <- cbind(X, `slope after the start` = (t >= start) * (t - start))
  X
}
lag_of <- function(n) max(3, floor(0.75 * n^(1/3)))
# The Newey-West sandwich on calendar lags, for fits with months left out.
hac <- function(X, u, position, bread) {
  full <- matrix(0, max(position) + 1, ncol(X))
  full[position + 1, ] <- X * u
  n <- nrow(X); L <- lag_of(n)
  M <- crossprod(full)
  for (l in 1:L) {
    a <- full[(l + 1):nrow(full), ]; b <- full[1:(nrow(full) - l), ]
    M <- M + (1 - l / (L + 1)) * (crossprod(a, b) + crossprod(b, a))
  }
  bread %*% M %*% bread * n / (n - ncol(X))
}
gradient <- function(h, b) sapply(seq_along(b), function(i) {
  e <- 1e-5 * max(abs(b[i]), 1e-2); d <- replace(0 * b, i, e)
  (8 * (h(b + d) - h(b - d)) - (h(b + 2 * d) - h(b - 2 * d))) / (12 * e)
})
single <- function(name, s, model, use, X, start) {
  y <- s$events[use]; N <- s$exposure[use]; x <- X[use, , drop = FALSE]
  fit <- glm(y ~ x - 1 + offset(log(N)), family = quasipoisson, control = to_the_end)
  phi <- summary(fit)$dispersion
  V <- vcov(fit); df <- fit$df.residual
  H <- hac(x, y - fitted(fit), s$position[use], V / phi)
  if (all(diff(s$position[use]) == 1)) { # the package itself, where no month is left out
    n <- length(y)
    H2 <- NeweyWest(fit, lag = lag_of(n), prewhite = FALSE, adjust = FALSE) * n / (n - ncol(x))
    stopifnot(max(abs(diag(H2) / diag(H) - 1)) < 1e-9)
    H <- H2
  }
  for (j in seq_len(ncol(x))) {
    put(name, model, "coefficient", colnames(x)[j], coef(fit)[j])
    put(name, model, "error", colnames(x)[j], sqrt(V[j, j]))
    put(name, model, "hac", colnames(x)[j], sqrt(H[j, j]))
  }
  put(name, model, "dispersion", "", phi)
  put(name, model, "degrees", "", df)
  # Expected without the change, and the difference, over the used months from the start on.
  post <- s$position[use] >= start
  x1 <- x[post, , drop = FALSE]; x0 <- x1
  x0[, colnames(x) %in% c("step", "slope after the start")] <- 0
  expected <- function(b) sum(N[post] * exp(x0 %*% b))
  difference <- function(b) sum(N[post] * exp(x1 %*% b)) - expected(b)
  ratio <- function(b) log(sum(N[post] * exp(x1 %*% b)) / expected(b))
  b <- coef(fit); q <- qt(0.975, df)
  se <- function(h) { g <- gradient(h, b); sqrt(drop(t(g) %*% V %*% g)) }
  put(name, model, "expected", "", expected(b))
  put(name, model, "expected_lower", "", expected(b) * exp(-q * se(expected) / expected(b)))
  put(name, model, "expected_upper", "", expected(b) * exp(q * se(expected) / expected(b)))
  put(name, model, "observed", "", sum(y[post]))
  put(name, model, "difference", "", difference(b))
  put(name, model, "difference_lower", "", difference(b) - q * se(difference))
  put(name, model, "difference_upper", "", difference(b) + q * se(difference))
  put(name, model, "log_ratio", "", ratio(b))
  put(name, model, "log_ratio_error", "", se(ratio))
  last <- which(post)[sum(post)]
  eta <- drop(x0[sum(post), ] %*% b); sd <- sqrt(drop(x0[sum(post), ] %*% V %*% x0[sum(post), ]))
  put(name, model, "last_expected", "", N[last] * exp(eta))
  put(name, model, "last_lower", "", N[last] * exp(eta - q * sd))
  put(name, model, "last_upper", "", N[last] * exp(eta + q * sd))
  # The negative binomial.
  if (!(model %in% c("leave", "placebo"))) {
    nb <- suppressWarnings(glm.nb(y ~ x - 1 + offset(log(N)), control = glm.control(epsilon = 1e-13, maxit = 200)))
    put(name, model, "theta", "", nb$theta)
    put(name, model, "theta_error", "", nb$SE.theta)
    put(name, model, "nb_step", "", coef(nb)[["xstep"]])
    put(name, model, "nb_error", "", sqrt(diag(vcov(nb)))[["xstep"]])
    # First-order autoregression on the log rate, by REML.
    d <- data.frame(r = log(y / N), time = s$position[use]); d$x <- x
    g <- gls(r ~ x - 1, data = d, correlation = corAR1(0.3, form = ~ time), method = "REML",
             control = glsControl(tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 500))
    put(name, model, "rho", "", coef(g$modelStruct$corStruct, unconstrained = FALSE))
    put(name, model, "sigma", "", g$sigma)
    put(name, model, "ar_step", "", coef(g)[["xstep"]])
    put(name, model, "ar_error", "", sqrt(diag(g$varBeta))[["xstep"]])
  }
  invisible(fit)
}
s <- read.csv("its_series.csv")
t <- s$position; window <- 36:53; start <- 66
all <- rep(TRUE, nrow(s))
single("invented", s, "A", all, terms(s, start), start)
single("invented", s, "B", !(t %in% window), terms(s, start), start)
single("invented", s, "C", all, terms(s, start, window, "C"), start)
single("invented", s, "E", t > 53, terms(s, start, K = 1), start)
single("invented", s, "F", all, terms(s, start, window, "F"), start)
single("invented", s, "B new level", !(t %in% window), terms(s, start, window, "B", new_level = TRUE), start)
single("invented", s, "B slope", !(t %in% window), terms(s, start, slope = TRUE), start)
single("invented", s, "B transition", !(t %in% c(window, 5, 66:68, 75)), terms(s, start, K = 1), start)
belts <- read.csv("seatbelts.csv")
single("seatbelts", belts, "A", rep(TRUE, 192), terms(belts, 169), 169)

# D: both series with month effects; standard errors of HAC from the binomial form of the same model.
two <- rbind(data.frame(t = t, y = s$events, N = s$exposure, g = 1), data.frame(t = t, y = s$other_events, N = s$other_exposure, g = 0))
full <- glm(y ~ factor(t) + g + g:I(t - start) + g:I(1 * (t >= start)) + offset(log(N)), family = quasipoisson, data = two,
            control = to_the_end)
k <- length(coef(full))
names <- c("level", "trend", "step")
place <- c(which(names(coef(full)) == "g"), k - 1, k)
for (j in 1:3) {
  put("invented", "D", "coefficient", names[j], coef(full)[place[j]])
  put("invented", "D", "error", names[j], sqrt(diag(vcov(full)))[place[j]])
}
put("invented", "D", "dispersion", "", summary(full)$dispersion)
put("invented", "D", "degrees", "", full$df.residual)
without <- two$g == 1 & two$t >= start
put("invented", "D", "expected", "", sum(fitted(full)[without] / exp(coef(full)[k])))
put("invented", "D", "difference", "", sum(fitted(full)[without] * (1 - exp(-coef(full)[k]))))
short <- glm(cbind(s$events, s$other_events) ~ I(t - start) + I(1 * (t >= start)) + offset(log(s$exposure / s$other_exposure)),
             family = quasibinomial, control = to_the_end)
H <- NeweyWest(short, lag = lag_of(84), prewhite = FALSE, adjust = FALSE) * 84 / 81
for (j in 1:3) put("invented", "D", "hac", names[j], sqrt(H[j, j]))
d <- data.frame(r = log(s$events / s$exposure) - log(s$other_events / s$other_exposure), time = t, x = t - start, s = 1 * (t >= start))
g <- gls(r ~ x + s, data = d, correlation = corAR1(0.1, form = ~ time), method = "REML",
         control = glsControl(tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 500))
put("invented", "D", "rho", "", coef(g$modelStruct$corStruct, unconstrained = FALSE))
put("invented", "D", "ar_step", "", coef(g)[["s"]])
put("invented", "D", "ar_error", "", sqrt(diag(g$varBeta))[["s"]])

# False starts before the real one, with the disruption left out; single months left out; a bend in the trend; collinearity.
quasi <- function(use, X) {
  y <- s$events[use]; x <- X[use, , drop = FALSE]; N <- s$exposure[use]
  summary(glm(y ~ x - 1 + offset(log(N)), family = quasipoisson, control = to_the_end))$coefficients
}
for (false_start in 12:65) {
  use <- t < 66 & !(t %in% window)
  if (false_start %in% window || sum(use & t < false_start) < 12 || sum(use & t >= false_start) < 12) next
  cf <- quasi(use, terms(s, false_start))
  put("invented", "placebo", "coefficient", false_start, cf["xstep", 1])
  put("invented", "placebo", "error", false_start, cf["xstep", 2])
}
for (month in setdiff(t, window)) {
  cf <- quasi(!(t %in% c(window, month)), terms(s, start))
  put("invented", "leave", "coefficient", month, cf["xstep", 1])
  put("invented", "leave", "error", month, cf["xstep", 2])
}
before <- setdiff(0:65, window); knot <- before[length(before) %/% 2 + 1]
X <- cbind(terms(s, start), bend = pmax(t - knot, 0))
cf <- quasi(!(t %in% window), X)
put("invented", "bend", "knot", "", knot)
put("invented", "bend", "coefficient", "bend", cf["xbend", 1]); put("invented", "bend", "error", "bend", cf["xbend", 2])
put("invented", "bend", "coefficient", "step", cf["xstep", 1]); put("invented", "bend", "error", "step", cf["xstep", 2])
X <- as.data.frame(terms(s, start, window, "F", new_level = TRUE)[, -1])
put("invented", "collinearity", "vif", "", 1 / (1 - summary(lm(step ~ ., data = X))$r.squared))
put("invented", "collinearity", "with_disruption", "", cor(X$step, X[["level inside the disruption"]]))
put("invented", "collinearity", "with_new_level", "", cor(X$step, X[["level after the disruption"]]))
writeLines(c("data,model,what,term,value", out), "its_fits.csv")
