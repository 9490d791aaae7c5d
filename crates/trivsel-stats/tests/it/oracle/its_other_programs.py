"""The invented series, disruption ignored, by statsmodels: quasi-Poisson, HAC, and the negative binomial by joint likelihood."""
import numpy as np, pandas as pd, statsmodels.api as sm
from statsmodels.discrete.discrete_model import NegativeBinomial

s = pd.read_csv("its_series.csv")
t = s.position.to_numpy()
names = ["level", "trend", "sine 1", "cosine 1", "sine 2", "cosine 2", "step"]
angle = 2 * np.pi * t / 12
X = np.column_stack([np.ones(84), t - 66, np.sin(angle), np.cos(angle), np.sin(2 * angle), np.cos(2 * angle), t >= 66]).astype(float)
rows = ["what,term,value"]
events = s.events.to_numpy(float)
model = sm.GLM(events, X, family=sm.families.Poisson(), offset=np.log(s.exposure.to_numpy()))
fit = model.fit(scale="X2", tol=1e-14)
hac = model.fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True}, tol=1e-14)
for j, name in enumerate(names):
    rows += [f"coefficient,{name},{fit.params[j]:.17g}", f"error,{name},{fit.bse[j]:.17g}", f"hac,{name},{hac.bse[j]:.17g}"]
rows.append(f"dispersion,,{fit.scale:.17g}")
nb = NegativeBinomial(events, X, offset=np.log(s.exposure.to_numpy())).fit(method="newton", maxiter=200, disp=0, tol=1e-14,
    start_params=np.append(fit.params, 0.02))
rows += [f"theta,,{1 / nb.params[-1]:.17g}", f"nb_step,step,{nb.params[-2]:.17g}"]
open("its_other_programs.csv", "w").write("\n".join(rows) + "\n")
